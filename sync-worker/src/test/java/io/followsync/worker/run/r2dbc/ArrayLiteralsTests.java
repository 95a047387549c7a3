package io.followsync.worker.run.r2dbc;

import java.util.List;

import io.followsync.worker.WorkerDatabase;
import io.followsync.worker.source.Page.Member;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArrayLiteralsTests {

	private static final List<Member> MEMBERS = List.of(
			new Member(Long.MAX_VALUE, "plain", "quote \" and \\ backslash", true, false, false, null),
			new Member(-7, "NULL", "{a,b}", false, true, true, ""),
			new Member(1, "null", " שלום 🚲\n\t", false, false, false, "NULL"));

	@Test
	void postgresReadsBackWhatWasWritten() {
		try (WorkerDatabase database = new WorkerDatabase()) {
			assertThat(read(database, ArrayLiterals.texts(MEMBERS, Member::fullName), "text"))
				.isEqualTo("quote \" and \\ backslash|{a,b}| שלום 🚲\n\t");
			assertThat(read(database, ArrayLiterals.texts(MEMBERS, Member::username), "text"))
				.isEqualTo("plain|NULL|null");
			assertThat(read(database, ArrayLiterals.texts(MEMBERS, Member::pictureId), "text"))
				.isEqualTo("(none)||NULL");
			assertThat(read(database, ArrayLiterals.numbers(MEMBERS, Member::key), "bigint"))
				.isEqualTo("9223372036854775807|-7|1");
			assertThat(read(database, ArrayLiterals.flags(MEMBERS, Member::privateAccount), "boolean"))
				.isEqualTo("false|true|false");
		}
	}

	@Test
	void anEmptyPageIsAnEmptyArray() {
		assertThat(ArrayLiterals.numbers(List.of(), Member::key)).isEqualTo("{}");
	}

	private static String read(WorkerDatabase database, String literal, String type) {
		return database.value(
				"SELECT array_to_string($literal$%s$literal$::%s[]::text[], '|', '(none)')".formatted(literal, type));
	}

}
