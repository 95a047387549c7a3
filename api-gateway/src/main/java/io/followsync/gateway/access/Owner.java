package io.followsync.gateway.access;

import java.util.Set;

import io.followsync.account.OwnerId;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;

/**
 * The owner who sends a request, as their verified credential says; a parameter of
 * controller methods. A request without such a credential fails with
 * {@link ErrorCode#SIGN_IN_REQUIRED} before the method is called. Operators are no
 * owners: their credentials are none here.
 */
public record Owner(OwnerId id, Set<Scope> scopes, Credential credential) {

	public Owner {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * @throws ApiException with {@link ErrorCode#SCOPE_MISSING} if the credential does
	 * not have the scope
	 */
	public void require(Scope scope) {
		if (!this.scopes.contains(scope)) {
			throw new ApiException(ErrorCode.SCOPE_MISSING)
				.detail("This call needs a token with the scope \"%s\".".formatted(scope.text()));
		}
	}

}
