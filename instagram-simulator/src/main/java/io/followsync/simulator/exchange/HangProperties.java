package io.followsync.simulator.exchange;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For how long a request is left without an answer.
 *
 * @param closesAfter when the connection of a client that did not give up is closed
 */
@ConfigurationProperties("simulator.hang")
record HangProperties(@DefaultValue("5m") Duration closesAfter) {
}
