package io.followsync.simulator.population;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PersonTests {

	private final List<Person> people = LongStream
		.concat(LongStream.range(0, 100_000), LongStream.of(PseudoRandom.Permutation.DOMAIN - 1))
		.mapToObj(Person::new)
		.toList();

	@Test
	void idDeterminesTheNumber() {
		assertThat(this.people).allMatch((person) -> Person.numberOf(person.id()).orElse(-1) == person.number());
	}

	@Test
	void unknownIdsHaveNoNumber() {
		assertThat(LongStream.of(0, 1, 5_012_345_678L, (1L << 53) + 2, Long.MAX_VALUE))
			.allMatch((id) -> Person.numberOf(id).isEmpty());
	}

	@Test
	void oneInFourHasAnIdThatNoDoubleHolds() {
		assertThat(this.people.stream().filter((person) -> (long) (double) person.id() != person.id()).count())
			.isEqualTo(25_000);
	}

	@Test
	void usernamesAreUnique() {
		assertThat(this.people.stream().map((person) -> person.username(0))).doesNotHaveDuplicates();
		assertThat(this.people.stream()
			.limit(5000)
			.flatMap((person) -> LongStream.range(0, 3).mapToObj((renames) -> person.username((int) renames))))
			.doesNotHaveDuplicates();
	}

	@Test
	void usernamesAreValidAtInstagram() {
		assertThat(this.people.stream().map((person) -> person.username(2)))
			.allMatch((name) -> name.matches("[a-z0-9._]{1,30}"));
	}

	@Test
	void someFullNamesAreErrorWordsOrEmpty() {
		assertThat(this.people.stream().map((person) -> person.member(0).fullName())).contains("fail",
				"challenge_required", "");
	}

}
