package io.followsync.gateway.whitelist.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.downloads.Download;
import io.followsync.gateway.whitelist.Whitelist;
import io.followsync.gateway.whitelist.Whitelist.Whitelisted;
import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A whole whitelist as a file; aborted if the account changes meanwhile. */
record WhitelistDownload(AccountId account, String version, Whitelist whitelist,
		AccountVersions versions) implements Download.Source<Whitelisted> {

	/**
	 * @param json the form of a member in JSON
	 */
	Download<Whitelisted> of(String name, Function<Whitelisted, Object> json) {
		return new Download<>(name, WhitelistedJson.COLUMNS, (member) -> WhitelistedJson.of(member).cells(), json,
				Map.of(), this);
	}

	@Override
	public Mono<List<Whitelisted>> page(@Nullable Whitelisted after, int limit) {
		return this.whitelist.page(this.account, (after == null) ? Whitelist.Position.START : after.position(), limit);
	}

	@Override
	public Mono<Void> requireWhole(long rows) {
		return this.versions.requireUnchanged(this.account, this.version);
	}

}
