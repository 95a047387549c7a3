package io.followsync.worker.relationships;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A kept account of its own for each test. Its syncs begin at 1000, 2000 and so on;
 * followers are walked in the first minute, following from the 70th to the 130th second.
 */
abstract class AbstractHistoryTests {

	static KeptHistory kept;

	private static long accounts;

	long account;

	@BeforeAll
	static void open() {
		accounts = 0;
		kept = new KeptHistory();
	}

	@AfterAll
	static void close() {
		kept.close();
	}

	@BeforeEach
	void keepAnother() {
		this.account = ++accounts;
		kept.keep(this.account, this.account);
	}

	void sync(long time, Map<Long, String> followers, Map<Long, String> following) {
		kept.run(walked(time, followers, following));
	}

	WalkedSync walked(long time, Map<Long, String> followers, Map<Long, String> following) {
		return WalkedSync.at(time, this.account, followers, following);
	}

	String relationships() {
		return kept.relationships(this.account);
	}

	String events() {
		return kept.events(this.account);
	}

}
