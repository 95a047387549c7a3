package io.followsync.gateway.access;

import java.util.EnumSet;
import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.edge.ErrorCode;

/**
 * The signed-in browser that sends a request; a parameter of controller methods that are
 * for browsers only. A request without the cookie of a live session fails with
 * {@link ErrorCode#SIGN_IN_REQUIRED}, one with an access token with
 * {@link ErrorCode#BROWSER_REQUIRED}.
 *
 * @param id of the session; no secret
 */
public record BrowserSession(UUID id, OwnerId owner) {

	/** The same as an owner with every scope. */
	public Owner asOwner() {
		return new Owner(this.owner, EnumSet.allOf(Scope.class));
	}

}
