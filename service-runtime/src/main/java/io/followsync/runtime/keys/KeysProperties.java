package io.followsync.runtime.keys;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys of a service.
 *
 * @param directory where the keysets of this service are: those of gateways, or those of
 * workers
 * @param createMissing whether missing keysets of both services are made in this
 * directory, which both then share; otherwise they stop the start
 */
@ConfigurationProperties("followsync.vault")
record KeysProperties(Path directory, @DefaultValue("false") boolean createMissing) {
}
