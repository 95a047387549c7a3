package io.followsync.gateway.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * The address that a request comes from. Of {@code X-Forwarded-For} only the entry
 * written by the outermost of our own proxies is trusted.
 */
@Component
public class ClientAddress {

	/** The header that proxies write. */
	public static final String FORWARDED_FOR = "X-Forwarded-For";

	private static final int NETWORK_BYTES = 8;

	private final int trustedHops;

	@Autowired
	ClientAddress(ForeignOriginFilter.Properties properties) {
		this(properties.trustedHops());
	}

	private ClientAddress(int trustedHops) {
		this.trustedHops = trustedHops;
	}

	/** Of clients behind so many proxies of our own. */
	public static ClientAddress behind(int trustedHops) {
		return new ClientAddress(trustedHops);
	}

	/**
	 * One text for one client: an IPv4 address, or the /64 network of an IPv6 address,
	 * since one client owns all of it.
	 */
	public String of(ServerHttpRequest request) {
		return of(request.getRemoteAddress(), request.getHeaders().getValuesAsList(FORWARDED_FOR));
	}

	/**
	 * The same for a request that is not decoded yet.
	 * @param remote the other end of the connection, if it is known
	 * @param forwardedFor the values of its headers {@code X-Forwarded-For}
	 */
	public String of(@Nullable InetSocketAddress remote, List<String> forwardedFor) {
		byte[] forwarded = forwarded(forwardedFor);
		if (forwarded != null) {
			return format(forwarded);
		}
		return (remote != null && remote.getAddress() != null) ? format(remote.getAddress().getAddress()) : "unknown";
	}

	private byte @Nullable [] forwarded(List<String> lines) {
		if (this.trustedHops == 0) {
			return null;
		}
		List<String> entries = lines.stream()
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
