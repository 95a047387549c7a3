package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemberListTests {

	private static final Entry BLANK = named("");

	private final MemberList list = new MemberList(new NameKeys(), 100_000, new HeapBudget(DataSize.ofMegabytes(1)));

	@Test
	void countsDeletedAccountsAndNamelessEntriesApart() {
		add("ann", "__deleted__qzkwhmbtrxvplcyfj", "__DELETED__abcdefghijklmnopq", "", "ben");
		this.list.requireNamed("the following");
		assertThat(this.list.size()).isEqualTo(2);
		assertThat(this.list.deleted()).isEqualTo(2);
		assertThat(this.list.nameless()).isEqualTo(1);
	}

	@Test
	void keepsNamesThatOnlyResembleDeletedAccounts() {
		add("__deleted__me", "__deleted__abcdefghijklmnop", "__deleted__abcdefghijklmnopqr",
				"__deleted__0123456789abcdefg");
		assertThat(this.list.size()).isEqualTo(4);
		assertThat(this.list.deleted()).isZero();
	}

	@Test
	void acceptsManyNamelessEntries() {
		for (int row = 0; row < 30; row++) {
			add("", "n" + row);
		}
		this.list.requireNamed("the following");
		assertThat(this.list.nameless()).isEqualTo(30);
	}

	@Test
	void countsADeletedAccountOnce() {
		add("__deleted__qzkwhmbtrxvplcyfj", "__deleted__qzkwhmbtrxvplcyfj");
		assertThat(this.list.deleted()).isEqualTo(1);
	}

	@Test
	void refusesMillionsOfRepeatedEntriesEarly() {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> {
			for (int row = 0; row < 10_000_000; row++) {
				add("ann");
			}
		}).withMessageContaining("are repeated and 0 without a name, beside 1 members");
		assertThat(this.list.repeated()).isLessThan(1_100);
	}

	@Test
	void refusesMillionsOfNamelessEntriesEarly() {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> {
			for (int row = 0; row < 4_000_000; row++) {
				this.list.add(BLANK);
			}
		}).withMessageContaining("0 are repeated and 1001 without a name, beside 0 members");
	}

	@Test
	void acceptsFilesThatOverlapCompletely() {
		for (int file = 0; file < 3; file++) {
			for (int row = 0; row < 2_000; row++) {
				add("n" + row);
			}
		}
		assertThat(this.list.size()).isEqualTo(2_000);
	}

	@Test
	void refusesMoreNamelessEntriesThanMembers() {
		for (int row = 0; row < 21; row++) {
			add("", "n" + row / 2 * 2);
		}
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> this.list.requireNamed("the following"))
			.withMessageContaining("21 entries of the following hold no name");
	}

	@Test
	void limitsTheBytesOfNamesAndNotOnlyTheirNumber() {
		String wide = "\u4e2d".repeat(500);
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> {
			for (int row = 0; row < 2_000; row++) {
				this.list.add(new Entry(List.of("n" + row), false, wide, Instant.EPOCH));
			}
		}).withMessageContaining("more than 1 MB in memory");
		assertThat(this.list.size()).isLessThan(1_048_576 / 1_000);
	}

	private void add(String... names) {
		for (String name : names) {
			this.list.add(named(name));
		}
	}

	private static Entry named(String name) {
		return new Entry(List.of(name), false, "", Instant.EPOCH);
	}

}
