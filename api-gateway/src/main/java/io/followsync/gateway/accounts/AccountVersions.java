package io.followsync.gateway.accounts;

import io.followsync.gateway.database.UncancellableWork;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.job.AccountId;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

/**
 * Tells whether answers about an account are still right. A profile that only another
 * account's sync saw changed does not count as a change.
 */
@Repository
public class AccountVersions {

	static final String VERSION = """
			SELECT left(encode(sha256(convert_to(concat_ws('|', 'v1', a.event_seq,
			         (SELECT string_agg(l.list || l.sync_id, ',' ORDER BY l.list) FROM account_lists l WHERE l.account_id = a.id),
			         (SELECT v.version FROM whitelist_versions v WHERE v.account_id = a.id)), 'UTF8')), 'hex'), 32)
			  FROM accounts a WHERE a.id = $1
			""";

	private final DatabaseClient database;

	AccountVersions(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * A weak entity tag of all that depends on the latest sync that counted, the events
	 * and the whitelist of an account.
	 */
	public Mono<String> entityTag(AccountId account) {
		return UncancellableWork.from(this.database.sql(VERSION).bind(0, account.value()).mapValue(String.class).one())
			.map("W/\"%s\""::formatted);
	}

	/**
	 * Fails with {@link ErrorCode#UNAVAILABLE} if the account has changed since it had
	 * this entity tag.
	 */
	public Mono<Void> requireUnchanged(AccountId account, String entityTag) {
		return entityTag(account).filter(entityTag::equals)
			.switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE)))
			.then();
	}

}
