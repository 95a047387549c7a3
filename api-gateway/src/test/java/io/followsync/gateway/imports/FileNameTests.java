package io.followsync.gateway.imports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileNameTests {

	@ParameterizedTest
	@CsvSource({ "followers_1.json, followers_1.json",
			"connections/followers_and_following/Following.json, following.json",
			"C:\\Users\\me\\followers_2.json, followers_2.json", "../../etc/passwd, passwd",
			"'followers_1 (2).json', followers_1 (2).json", "x\u0000y, x_y", "dir/, file", "'', file" })
	void keepsTheHarmlessLastPart(String sent, String kept) {
		assertThat(FileName.of(sent).value()).isEqualTo(kept);
	}

	@Test
	void isOfBoundedLength() {
		assertThat(FileName.of("x".repeat(10_000) + ".json").value()).hasSize(100).endsWith(".json");
	}

	// The worker's RoleTests use the same names.
	@ParameterizedTest
	@ValueSource(strings = { "followers.json", "followers_12.json", "Followers_1.JSON", "followers_2 (1).json" })
	void knowsTheFilesOfFollowers(String sent) {
		assertThat(FileName.of(sent).namesFollowers()).isTrue();
		assertThat(FileName.of(sent).namesFollowing()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "following.json", "following_2.json", "following (3).json" })
	void knowsTheFilesOfFollowing(String sent) {
		assertThat(FileName.of(sent).namesFollowing()).isTrue();
		assertThat(FileName.of(sent).namesFollowers()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers_2__1_.json", "followers_2 - Copy.json", "followers_2(1).json",
			"followers_1234567.json", "recently_unfollowed_profiles.json", "following.json.exe",
			"following_hashtags.json" })
	void takesNothingElseForAList(String sent) {
		assertThat(FileName.of(sent).namesFollowers()).isFalse();
		assertThat(FileName.of(sent).namesFollowing()).isFalse();
	}

}
