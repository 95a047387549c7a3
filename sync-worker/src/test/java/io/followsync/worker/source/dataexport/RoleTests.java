package io.followsync.worker.source.dataexport;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoleTests {

	// The gateway's FileNameTests hold the same names.
	@ParameterizedTest
	@ValueSource(strings = { "followers.json", "followers_12.json", "Followers_1.JSON", "followers_2 (1).json" })
	void knowsTheFilesOfFollowers(String name) {
		assertThat(Role.of(name)).isEqualTo(Role.FOLLOWERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "following.json", "following_2.json", "following (3).json" })
	void knowsTheFilesOfFollowing(String name) {
		assertThat(Role.of(name)).isEqualTo(Role.FOLLOWING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers_2__1_.json", "followers_2 - Copy.json", "followers_2(1).json",
			"followers_1234567.json", "recently_unfollowed_profiles.json", "following.json.exe",
			"following_hashtags.json" })
	void takesNothingElseForAList(String name) {
		assertThat(Role.of(name)).isEqualTo(Role.OTHER);
	}

	@ParameterizedTest
	@CsvSource({ "followers_1.json followers_3.json, followers_2.json", "followers_2.json, followers_1.json",
			"followers.json followers_3.json, followers_2.json", "followers_999999.json, followers_1.json" })
	void namesTheFileThatIsMissing(String names, String missing) {
		assertThat(Role.FOLLOWERS.missing(List.of(names.split(" ")))).contains(missing);
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers.json", "followers_1.json", "followers_1.json|followers_2 (1).json",
			"followers_2.json|followers_10.json|followers_1.json|followers_3.json|followers_4.json|followers_5.json"
					+ "|followers_6.json|followers_7.json|followers_8.json|followers_9.json",
			"followers.json|followers_2.json", "followers_0.json|followers_1.json" })
	void missesNothingOfAWholeList(String names) {
		assertThat(Role.FOLLOWERS.missing(List.of(names.split("[|]")))).isEmpty();
	}

	@Test
	void nothingIsMissingOfAListWithoutFiles() {
		assertThat(Role.FOLLOWING.missing(List.of())).isEmpty();
	}

}
