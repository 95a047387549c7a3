package io.followsync.gateway.imports;

import io.followsync.dataexport.ExportFileName;
import io.followsync.gateway.imports.UploadedFiles.FileName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileNameTests {

	@ParameterizedTest
	@CsvSource({ "followers_1.json, followers_1.json",
			"connections/followers_and_following/Following.json, following.json",
			"C:\\Users\\me\\followers_2.json, followers_2.json", "../../etc/passwd, passwd",
			"'followers_1 (2).json', followers_1 (2).json", "x\u0000y, x_y", "dir/, file", "'', file" })
	void keepsTheLastSegmentWithoutHarmfulCharacters(String sent, String kept) {
		assertThat(FileName.of(sent).value()).isEqualTo(kept);
	}

	@Test
	void isCutToItsMaximumLength() {
		assertThat(FileName.of("x".repeat(10_000) + ".json").value()).hasSize(100).endsWith(".json");
	}

	// ExportFileNameTests hold the rule for the gateway, the worker and the page.
	@ParameterizedTest
	@CsvSource({ "Followers_1(1).JSON, FOLLOWERS", "connections/followers_and_following/following (3).json, FOLLOWING",
			"profiles_you've_favorited.json, OTHER_LIST", "your_instagram_activity/threads/followers.json, THREADS",
			"followers_2 - Copy.json, RENAMED" })
	void classifiesTheFileByItsWholePath(String sent, ExportFileName.Kind kind) {
		assertThat(FileName.of(sent).kind()).isEqualTo(kind);
	}

}
