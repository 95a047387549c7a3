package io.followsync.worker.source.dataexport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An upload without both complete lists is refused with a message for its owner. */
class UnreadableExportTests extends AbstractExportParserTests {

	@Test
	void refusesALooseFileThatIsNoList() {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> parseLoose("followers_1.json", "followers_2__1_.json", "following.json"))
			.withMessageContaining("followers_2__1_.json seems to be a part of a list");
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> parseLoose("followers_1.json", "friends.json", "following.json"))
			.withMessageContaining("neither a ZIP nor one of the lists");
	}

	@Test
	void marksAnInvisibleCharacterOfAFileName() {
		Map<String, String> files = lists("followers_and_following/");
		files.put("followers_and_following/followers_2\u0085.json", "[]");
		assertUnreadable(Exports.zip(files),
				"The name of the file followers_2_.json holds a character that cannot be shown (here replaced by _)");
	}

	@Test
	void refusesAGapInTheNumbersOfTheFiles() {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> parseLoose("followers_1.json", "followers_3.json", "following.json"))
			.withMessageContaining("The file followers_2.json of the export is missing");
		Map<String, String> files = lists("followers_and_following/");
		files.put("followers_and_following/followers_4.json", "[]");
		assertUnreadable(Exports.zip(files), "followers_2.json");
	}

	@Test
	void aMissingListIsNotAnEmptyOne() {
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWERS, "[]")), "no list of accounts that you follow");
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWING, BEN)), "no list of followers");
		assertUnreadable(Exports.zip(Map.of("media/no-data.txt", "", "a.txt", "")), "no list of followers");
		assertUnreadable(Exports.zip(Map.of()), "no list of followers");
	}

	@Test
	void whoFollowsNobodyIsNotSentForAnotherExport() {
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWERS, Exports.followers(ANN_AND_BEN))),
				"no list of accounts that you follow. If you follow nobody, there is nothing to compare. Otherwise:");
		assertUnreadable(Exports.zip(Map.of()), "If you follow nobody, there is nothing to compare. Otherwise:");
	}

	@Test
	void asksForAnExportInJsonInsteadOfHtml() {
		String folder = "connections/followers_and_following/";
		assertUnreadable(
				Exports.zip(Map.of(folder + "followers_1.html", "<html>", folder + "following.html", "<html>")),
				"format HTML");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"relationships_following\":[", "<html>", "", "[{\"title\":\"ben\"" })
	void reportsABrokenList(String following) {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> following(following))
			.withMessageContaining("following.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1]", "[null]", "[[]]", "\"x\"", "null", "{}", "[{}]", "{\"relationships_followers\":[]}",
			"{\"relationships_following\":7}", "[] []",
			"[{\"string_list_data\":[{\"value\":\"a\"},{\"value\":\"b\"}]}]" })
	void anUnknownShapeIsNoEmptyList(String following) {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> following(following))
			.withMessageContaining("following.json has a form that this service does not know");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not a name", "<b>", "https://www.instagram.com" })
	void refusesAnEntryWithoutAKnownName(String name) {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> following("[{\"title\":\"" + name + "\",\"string_list_data\":[]}]"))
			.withMessageContaining("has no name in any known place");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://evil.com/ben", "https://instagram.com.evil.com/ben", "https://evilinstagram.com/ben",
					"https://www.instagram.com@evil.com/ben", "https://www.instagram.com:x@evil.com/ben", "evil.com" })
	void refusesNamesInLinksToOtherSites(String link) {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> following("[{\"title\":\"\",\"string_list_data\":[{\"href\":\"" + link + "\"}]}]"))
			.withMessageContaining("has no name in any known place");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"title\":\"a\",\"title\":\"b\",\"string_list_data\":[]}]",
			"[{\"title\":\"\",\"title\":\"b\",\"string_list_data\":[]}]",
			"[{\"title\":\"a\",\"string_list_data\":[],\"string_list_data\":[]}]",
			"[{\"title\":\"a\",\"timestamp\":5,\"timestamp\":6}]",
			"[{\"title\":\"\",\"string_list_data\":[{\"value\":\"a\",\"value\":\"b\"}]}]",
			"[{\"title\":\"\",\"string_list_data\":[{\"href\":\"https://www.instagram.com/a\",\"href\":\"https://www.instagram.com/b\"}]}]",
			"[{\"title\":\"a\",\"string_list_data\":[{\"timestamp\":5,\"timestamp\":6}]}]",
			"[{\"label_values\":[{\"label\":\"Username\",\"value\":\"a\",\"value\":\"b\"}]}]",
			"[{\"label_values\":[{\"label\":\"Name\",\"label\":\"Username\",\"value\":\"b\"}]}]",
			"{\"title\":\"a\",\"title\":\"b\",\"string_list_data\":[]}",
			"{\"relationships_following\":[],\"relationships_following\":[{\"title\":\"b\",\"string_list_data\":[]}]}" })
	void refusesAnEntryWithARepeatedKey(String following) {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> following(following))
			.withMessageContaining("following.json has a form that this service does not know");
	}

	@Test
	void refusesADamagedZip() {
		byte[] zip = Exports.zip(lists("followers_and_following/"), WRITTEN, ZipEntry.STORED);
		byte[] cut = Arrays.copyOf(zip, zip.length - 30);
		assertUnreadable(cut, "broken");
		String text = new String(zip, StandardCharsets.ISO_8859_1);
		byte[] changed = text.replaceFirst("\"value\": \"ann\"", "\"value\": \"bob\"")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertUnreadable(changed, "broken");
	}

	@Test
	void refusesAnEncryptedZip() {
		byte[] zip = Exports.zip(lists("followers_and_following/"));
		zip[6] |= 1;
		assertUnreadable(zip, "protected by a password");
	}

	@Test
	void refusesTwoExportsInOneUpload() {
		Map<String, String> files = lists("march/followers_and_following/");
		files.putAll(lists("may/followers_and_following/"));
		assertUnreadable(Exports.zip(files), "more than one export, one in the folder march/followers_and_following "
				+ "(followers_1.json) and one in the folder may/followers_and_following (followers_1.json).");
		Map<String, String> hostile = lists("<b>" + "x".repeat(200) + "/followers_and_following/");
		hostile.putAll(lists("followers_and_following/"));
		assertUnreadable(Exports.zip(hostile),
				"the folder _b_" + "x".repeat(77) + " (followers_1.json) and one in the folder followers");
	}

	@Test
	void stopsAZipBombAtTheLimit() {
		String spaces = " ".repeat(30_000_000);
		byte[] zip = Exports.zip(Map.of(Exports.FOLLOWERS, "[" + spaces + "]", Exports.FOLLOWING, BEN));
		assertThat(zip.length).isLessThan(100_000);
		assertUnreadable(zip, "too large once unpacked");
	}

	@Test
	void limitsEntriesAndMembers() {
		this.bounds = bounds(1 << 20, 10, 5);
		Map<String, String> files = lists("followers_and_following/");
		IntStream.range(0, 10).forEach((i) -> files.put("media/" + i + ".jpg", ""));
		assertUnreadable(Exports.zip(files), "too many files");
		List<String> six = List.of("a", "b", "c", "d", "e", "f");
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWERS, Exports.followers(six), Exports.FOLLOWING, BEN)),
				"more than 5 members");
	}

	private void assertUnreadable(byte[] upload, String part) {
		assertThatExceptionOfType(UnreadableExportException.class).isThrownBy(() -> parse(upload))
			.withMessageContaining(part);
	}

}
