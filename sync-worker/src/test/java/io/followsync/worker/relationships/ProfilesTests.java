package io.followsync.worker.relationships;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.followsync.worker.relationships.WalkedSync.members;
import static org.assertj.core.api.Assertions.assertThat;

/** The profiles of members, which all accounts share, and their earlier versions. */
class ProfilesTests extends AbstractHistoryTests {

	private String name = "ann";

	@Test
	void aChangedProfileKeepsTheOldOne() {
		long member = this.account * 1000 + 1;
		sync(1000, Map.of(member, "old"), members());
		sync(2000, Map.of(member, "new"), members());
		sync(3000, Map.of(member, "new"), members());

		assertThat(kept.everything().get(this.account))
			.contains("%d new now 2000\n%d old until 2000".formatted(member, member));
	}

	@Test
	void aChangedPictureIsAVersionAndNoEvent() {
		sync(1000, "{a}");
		sync(2000, "{b}");
		sync(3000, "{\"\"}");

		assertThat(pictures()).isEqualTo("none now, a until 2000, b until 3000");
		assertThat(events()).isEmpty();
	}

	@Test
	void aPictureThatStaysIsNoChange() {
		sync(1000, "{a}");
		sync(2000, "{a}");

		assertThat(pictures()).isEqualTo("a now");
	}

	@Test
	void aPageThatDoesNotSayLeavesThePictureAsItWas() {
		sync(1000, "{a}");
		sync(2000, "{NULL}");
		assertThat(pictures()).isEqualTo("a now");

		this.name = "other";
		sync(3000, null);
		assertThat(pictures()).isEqualTo("a now, a until 3000");
	}

	@Test
	void aProfileThatIsMissingIsStoredAgain() {
		sync(1000, "{a}");
		kept.database.execute("DELETE FROM members WHERE key = %d".formatted(this.account * 1000));
		sync(2000, "{a}");

		assertThat(pictures()).isEqualTo("a now");
	}

	private void sync(long time, String pictures) {
		WalkedSync sync = walked(time, Map.of(this.account * 1000, this.name), members());
		kept.load(List.of(sync));
		if (pictures != null) {
			kept.database.execute("UPDATE sync_pages SET picture_ids = '%s' WHERE job_id = '%s' AND list = 'FOLLOWERS'"
				.formatted(pictures, sync.job()));
		}
		kept.end(sync).block();
	}

	private String pictures() {
		return kept.database
			.value("""
					SELECT concat_ws(', ', (SELECT coalesce(picture_id, 'none') || ' now' FROM members WHERE key = %1$d),
					  (SELECT string_agg(coalesce(picture_id, 'none') || ' until ' || extract(epoch FROM until)::bigint, ', ' ORDER BY until)
					    FROM member_versions WHERE member_key = %1$d))"""
				.formatted(this.account * 1000));
	}

}
