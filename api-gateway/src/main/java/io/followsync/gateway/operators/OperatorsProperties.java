package io.followsync.gateway.operators;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How operators prove who they are. A way whose values are blank is closed.
 *
 * @param token what operators send as a bearer token
 * @param username of HTTP Basic, together with the password
 * @param password of HTTP Basic, together with the user name
 * @param open whether operator calls need no proof at all; only where nobody else can
 * reach the server
 */
@ConfigurationProperties("followsync.operators")
record OperatorsProperties(@DefaultValue("") String token, @DefaultValue("") String username,
		@DefaultValue("") String password, boolean open) {

	@Override
	public String toString() {
		return "OperatorsProperties[hidden]";
	}

}
