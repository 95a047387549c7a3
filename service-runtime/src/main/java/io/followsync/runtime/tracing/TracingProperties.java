package io.followsync.runtime.tracing;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Describes the one setting of {@link TracingSwitch}, which reads it before there are
 * beans.
 *
 * @param endpoint where spans are sent to, OTLP over HTTP, such as
 * http://collector:4318/v1/traces; without it nothing is traced
 */
@ConfigurationProperties("followsync.tracing")
record TracingProperties(@Nullable URI endpoint) {
}
