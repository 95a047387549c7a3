package io.followsync.gateway.idempotency;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.followsync.account.OwnerId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestKeyTests {

	@Test
	void isAnotherForOtherTextsOrOtherLists() {
		Stream<List<? extends Collection<String>>> requests = Stream.of(List.of(List.of("a", "b"), List.of()),
				List.of(List.of("a"), List.of("b")), List.of(List.of(), List.of("a", "b")),
				List.of(List.of("ab"), List.of()), List.of(List.of("a, b"), List.of()),
				List.of(List.of("b", "a"), List.of()), List.of(List.of("a", "", "b"), List.of()));
		assertThat(requests.map(RequestKeyTests::request)).doesNotHaveDuplicates();
		assertThat(request(List.of(List.of("a", "ä")))).isEqualTo(request(List.of(List.of("a", "ä"))));
	}

	private static String request(List<? extends Collection<String>> lists) {
		return RequestKey.of(new OwnerId(new UUID(0, 1)), "k-1", "POST /x", lists).request();
	}

}
