package io.followsync.gateway.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The address that a request comes from. Of {@code X-Forwarded-For} only the entry
 * written by the outermost of our own proxies is trusted.
 */
@Component
public class ClientAddress {

	private static final int NETWORK_BYTES = 8;

	private final int trustedHops;

	ClientAddress(ForeignOriginFilter.Properties properties) {
		this.trustedHops = properties.trustedHops();
	}

	/**
	 * One text for one client: an IPv4 address, or the /64 network of an IPv6 address,
	 * since one client owns all of it.
	 */
	public String of(ServerHttpRequest request) {
		byte[] forwarded = forwarded(request);
		if (forwarded != null) {
			return format(forwarded);
		}
		InetSocketAddress remote = request.getRemoteAddress();
		return (remote != null && remote.getAddress() != null) ? format(remote.getAddress().getAddress()) : "unknown";
	}

	private byte @Nullable [] forwarded(ServerHttpRequest request) {
		if (this.trustedHops == 0) {
			return null;
		}
		List<String> entries = request.getHeaders()
			.getValuesAsList("X-Forwarded-For")
			.stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map(String::strip)
			.toList();
		int index = entries.size() - this.trustedHops;
		return (index >= 0) ? NetUtil.createByteArrayFromIpAddressString(entries.get(index)) : null;
	}

	private static String format(byte[] address) {
		try {
			InetAddress whole = InetAddress.getByAddress(address); // unmaps mapped IPv4
			byte[] network = Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length);
			return ((whole instanceof Inet6Address) ? InetAddress.getByAddress(network) : whole).getHostAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("an address has 4 or 16 bytes", ex);
		}
	}

}
