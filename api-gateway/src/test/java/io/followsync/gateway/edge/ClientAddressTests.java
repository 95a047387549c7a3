package io.followsync.gateway.edge;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTests {

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "0, none, 192.0.2.1", "0, '203.0.113.7', 192.0.2.1", "1, '203.0.113.7', 203.0.113.7",
					"1, '198.51.100.1, 203.0.113.7', 203.0.113.7", "2, '198.51.100.1, 203.0.113.7', 198.51.100.1",
					"2, '203.0.113.7', 192.0.2.1", "1, none, 192.0.2.1", "1, 'localhost', 192.0.2.1",
					"1, '', 192.0.2.1", "1, '203.0.113.7:80', 192.0.2.1",
					"1, '2001:db8:1:2:3:4:5:6', 2001:db8:1:2:0:0:0:0", "1, '2001:db8:1:2:9::', 2001:db8:1:2:0:0:0:0",
					"1, '::ffff:203.0.113.7', 203.0.113.7" })
	void trustsOnlyAddressesWrittenByOwnProxies(int trustedHops, String forwardedFor, String address) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/")
			.remoteAddress(new InetSocketAddress("192.0.2.1", 4711));
		if (forwardedFor != null) {
			request.header("X-Forwarded-For", forwardedFor);
		}
		assertThat(ClientAddress.behind(trustedHops).of(request.build())).isEqualTo(address);
	}

}
