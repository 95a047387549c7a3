package io.followsync.gateway.access;

import java.util.Optional;

import io.followsync.account.OwnerId;
import org.jspecify.annotations.Nullable;

/**
 * Whoever sends a request that needs no credential; a parameter of controller methods. An
 * invalid credential is the same as none, and so is an access token; a call that changes
 * something by a cookie and does not say where it comes from fails as it does elsewhere.
 *
 * @param session null unless a signed-in browser sends it
 */
public record Visitor(@Nullable BrowserSession session) {

	public Optional<OwnerId> owner() {
		return Optional.ofNullable(this.session).map(BrowserSession::owner);
	}

}
