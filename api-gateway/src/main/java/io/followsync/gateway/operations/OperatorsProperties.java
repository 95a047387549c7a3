package io.followsync.gateway.operations;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How operators prove who they are. A credential whose values are blank is not accepted.
 *
 * @param token what operators send as a bearer token
 * @param username of HTTP Basic, together with the password
 * @param password of HTTP Basic, together with the user name
 * @param wrongPerMinute how many wrong credentials one client address may send
 * @param wrongPerMinuteOverall how many all addresses together may send, except those
 * from which an operator came lately
 * @param open whether operator calls need no credential; only where nobody else can reach
 * the server
 */
@Validated
@ConfigurationProperties("followsync.operators")
record OperatorsProperties(@DefaultValue("") String token, @DefaultValue("") String username,
		@DefaultValue("") String password, @DefaultValue("10") @Min(1) int wrongPerMinute,
		@DefaultValue("60") @Min(1) int wrongPerMinuteOverall, boolean open) {

	@Override
	public String toString() {
		return "OperatorsProperties[hidden]";
	}

}
