package io.followsync.runtime.keys;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys of a deployment.
 *
 * @param directory where the keysets are; shared by every gateway and worker of a
 * deployment
 * @param createMissing whether missing keysets are made; otherwise they stop the start
 */
@ConfigurationProperties("followsync.vault")
record KeysProperties(Path directory, @DefaultValue("false") boolean createMissing) {
}
