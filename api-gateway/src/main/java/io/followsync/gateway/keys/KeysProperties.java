package io.followsync.gateway.keys;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keysets are.
 *
 * @param directory shared by every gateway and worker of a deployment
 * @param createMissing whether missing keysets are made; otherwise they stop the start
 */
@ConfigurationProperties("followsync.vault")
record KeysProperties(Path directory, boolean createMissing) {
}
