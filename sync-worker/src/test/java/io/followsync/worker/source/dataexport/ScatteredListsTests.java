package io.followsync.worker.source.dataexport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A list that lies elsewhere in a ZIP is not left out: its members would be missing from
 * a list that looks complete.
 */
class ScatteredListsTests extends AbstractExportParserTests {

	private static final String FOLDER = "connections/followers_and_following/";

	private static final String CLEO = Exports.followers(List.of("cleo"));

	private final Map<String, String> files = lists(FOLDER);

	@ParameterizedTest
	@CsvSource({ "followers_2.json, no folder", "following.json, no folder",
			"root/media/following.json, the folder root/media",
			"CONNECTIONS/FOLLOWERS_AND_FOLLOWING/FOLLOWING.JSON, the folder CONNECTIONS/FOLLOWERS_AND_FOLLOWING",
			"connections/followers_and_following 2/followers_1.json, the folder connections/followers_and_following 2",
			"connections/followers_and_following (1)/followers_2.json, the folder connections/followers_and_following (1)",
			"connections/followers_and_following copy/followers_2.json, the folder connections/followers_and_following copy",
			"FOLLOWERS_AND_FOLLOWING/no-data.txt, the folder FOLLOWERS_AND_FOLLOWING" })
	void aListInAnotherFolderIsAnotherExport(String path, String place) {
		this.files.put(path, CLEO);

		assertRefused("more than one export, one in the folder connections/followers_and_following (followers_1.json) "
				+ "and one in " + place + " (" + path.substring(path.lastIndexOf('/') + 1) + "). ");
	}

	@Test
	void aSecondDownloadAtTheRootIsAnotherExport() {
		this.files.putAll(lists(""));

		assertRefused("more than one export");
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers_2 - Copy.json", "media/followers_2 2.json", FOLDER + "following - Kopie.json",
			"Copy of followers_1.json", FOLDER + "followers_2.json.txt", FOLDER + "followers\u200b_2.json" })
	void refusesARenamedPartWhereverItLies(String path) {
		this.files.put(path, CLEO);

		assertRefused("Instagram gave it. Upload the ZIP as Instagram sent it, or give the file its original name.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "instagram-me-2026-11-20-AbCdEfGh.zip", "connections/second.zip",
			"your_instagram_activity/instagram-me-2026-11-20-AbCdEfGh.zip" })
	void refusesAnotherZipThatMayHoldLists(String path) {
		this.files.put(path, "PK");

		assertRefused("another ZIP beside the lists");
	}

	@Test
	void refusesAListInHtmlOnly() {
		this.files.put(FOLDER + "followers_2.html", "<html>");

		assertRefused("format HTML");
	}

	@ParameterizedTest
	@ValueSource(strings = { "your_instagram_activity/threads/followers.json",
			FOLDER + "follow_requests_you've_received.json", "media/no-data.txt", FOLDER + "followers_1.html",
			"your_instagram_activity/messages/inbox/ann_1/photos/holiday.zip", "__MACOSX/instagram-me.zip",
			"._instagram-me.zip", "__MACOSX/" + FOLDER + "._followers_2.json",
			"your_instagram_activity/messages/inbox/followers_and_following_1/message_1.json" })
	void ignoresFilesThatAreNoLists(String path) {
		this.files.put(path, CLEO);

		assertAnnAndBen(parse(Exports.zip(this.files)));
	}

	@Test
	void acceptsTheFolderInUpperCase() {
		String folder = FOLDER.toUpperCase(Locale.ROOT);
		assertAnnAndBen(parse(Exports.zip(lists(folder))));
		Export export = parse(Exports.zip(Map.of(folder + "FOLLOWERS_1.JSON", Exports.followers(ANN_AND_BEN),
				folder + "NO-DATA.TXT", "No data")));
		assertThat(export.followers().size()).isEqualTo(2);
		assertThat(export.following().size()).isZero();
	}

	@Test
	void refusesTwoEntriesOfOnePath() {
		this.files.put(FOLDER + "followers_7.json", CLEO);
		byte[] zip = Exports.zip(this.files);
		replace(zip, "followers_7", "followers_1");

		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> parse(zip))
			.withMessageContaining("broken");
	}

	private void assertRefused(String part) {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> parse(Exports.zip(this.files)))
			.withMessageContaining(part);
	}

	private static void replace(byte[] content, String from, String to) {
		byte[] sought = bytes(from);
		for (int at = 0; at <= content.length - sought.length; at++) {
			if (Arrays.equals(content, at, at + sought.length, sought, 0, sought.length)) {
				System.arraycopy(bytes(to), 0, content, at, sought.length);
			}
		}
	}

}
