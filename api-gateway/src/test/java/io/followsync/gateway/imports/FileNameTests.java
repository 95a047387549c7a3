package io.followsync.gateway.imports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileNameTests {

	@ParameterizedTest
	@CsvSource({ "followers_1.json, followers_1.json",
			"connections/followers_and_following/Following.json, following.json",
			"C:\\Users\\me\\followers_2.json, followers_2.json", "../../etc/passwd, passwd",
			"'followers_1 (2).json', followers_1__2_.json", "x\u0000y, x_y", "dir/, file", "'', file" })
	void keepsTheHarmlessLastPart(String sent, String kept) {
		assertThat(FileName.of(sent).value()).isEqualTo(kept);
	}

	@Test
	void isOfBoundedLength() {
		assertThat(FileName.of("x".repeat(10_000) + ".json").value()).hasSize(100).endsWith(".json");
	}

	@Test
	void tellsTheListsApart() {
		assertThat(FileName.of("followers_12.json").namesFollowers()).isTrue();
		assertThat(FileName.of("followers.json").namesFollowers()).isTrue();
		assertThat(FileName.of("following.json").namesFollowing()).isTrue();
		assertThat(FileName.of("recently_unfollowed_profiles.json").namesFollowers()).isFalse();
		assertThat(FileName.of("following.json.exe").namesFollowing()).isFalse();
	}

}
