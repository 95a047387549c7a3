package io.followsync.gateway.access;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.followsync.account.OwnerId;
import io.followsync.gateway.database.UncancellableWork;
import io.followsync.vault.Fingerprints;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import static io.followsync.runtime.database.Columns.required;

/**
 * Verifies access tokens: {@code fs_} and 256 random bits in base64url. Only their keyed
 * hash is stored, so looking one up compares no secret.
 */
@Repository
class AccessTokens {

	private static final Pattern FORM = Pattern.compile("fs_[A-Za-z0-9_-]{43}");

	// At most one write a day and token.
	private static final String FIND = """
			WITH token AS (
			  SELECT id, owner_id, scopes FROM access_tokens
			   WHERE secret_hash = $1 AND %s),
			used AS (
			  UPDATE access_tokens t SET used_at = date_trunc('day', deciding_time(), 'UTC') FROM token
			   WHERE t.id = token.id AND (t.used_at IS NULL OR t.used_at < date_trunc('day', deciding_time(), 'UTC')))
			SELECT owner_id, scopes FROM token
			""".formatted(OwnerAuthentication.IS_LIVE);

	private final DatabaseClient database;

	private final Fingerprints fingerprints;

	AccessTokens(DatabaseClient database, Fingerprints fingerprints) {
		this.database = database;
		this.fingerprints = fingerprints;
	}

	/** Empty for a token that does not exist, has expired or was revoked. */
	Mono<Owner> verify(String token) {
		if (!FORM.matcher(token).matches()) {
			return Mono.empty();
		}
		byte[] hash = this.fingerprints.ofToken(token);
		Credential credential = new Credential.OfClient(HexFormat.of().formatHex(hash));
		return UncancellableWork.from(this.database.sql(FIND).bind(0, hash).map((row) -> owner(row, credential)).one());
	}

	private static Owner owner(Readable row, Credential credential) {
		List<String> stored = List.of(required(row, "scopes", String[].class));
		// Those of a newer release allow nothing here.
		return new Owner(new OwnerId(required(row, "owner_id", UUID.class)),
				Arrays.stream(Scope.values())
					.filter((scope) -> stored.contains(scope.name()))
					.collect(Collectors.toSet()),
				credential);
	}

}
