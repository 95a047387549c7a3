package io.followsync.runtime.database;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who migrates the schema.
 *
 * @param migrate whether this service migrates the schema at its start, for which it
 * needs the login of the owner; otherwise it waits until another has
 * @param patience how long it waits at its start for another to migrate, before it fails
 */
@ConfigurationProperties("followsync.schema")
record SchemaProperties(@DefaultValue("true") boolean migrate, @DefaultValue("10m") Duration patience) {
}
