package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.followsync.worker.source.Member;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExportParserTests {

	private static final List<String> ANN_AND_BEN = List.of("ann", "ben");

	private static final String BEN = Exports.following(List.of("ben"));

	private static final Instant WRITTEN = Instant.parse("2023-11-15T00:00:00Z");

	@TempDir
	Path directory;

	private DataExportProperties bounds = bounds(1 << 20, 100, 1000);

	@ParameterizedTest
	@ValueSource(strings = { "connections/followers_and_following/", "followers_and_following/",
			"my export/connections/followers_and_following/", "" })
	void findsTheListsWhereverTheFolderLies(String folder) {
		assertAnnAndBen(parse(Exports.zip(lists(folder))));
	}

	@Test
	void readsAZipThatWasStoredWithoutCompression() {
		assertAnnAndBen(parse(Exports.zip(lists("followers_and_following/"), WRITTEN, ZipEntry.STORED)));
	}

	@Test
	void leavesOutWhatADesktopOrTheRestOfTheExportAdds() {
		Map<String, String> files = lists("root/connections/followers_and_following/");
		files.put("__MACOSX/root/connections/followers_and_following/._followers_1.json", "\0\0binary");
		files.put("__MACOSX/root/connections/followers_and_following/followers_2.json", "\0\0binary");
		files.put("root/connections/followers_and_following/._following.json", "\0\0binary");
		files.put("root/connections/followers_and_following/following_hashtags.json", "[broken");
		files.put("root/connections/followers_and_following/blocked_profiles.json", "[broken");
		files.put("root/media/following.json", "[broken");
		assertAnnAndBen(parse(Exports.zip(files)));
	}

	@Test
	void readsTheTwoFilesByThemselves() {
		List<UploadedFile> files = List.of(file("followers_1.json", bytes(Exports.followers(ANN_AND_BEN))),
				file("following.json", bytes(BEN)));
		assertAnnAndBen(new ExportParser(this.bounds).parse(files, allowance()));
	}

	@Test
	void aFileThatABrowserSavedTwiceIsRead() {
		Export export = byThemselves("followers_1.json", "followers_2 (1).json", "following.json");
		assertThat(export.followers().members(0, 2)).extracting(Member::username)
			.containsExactly("in.followers_1.json", "in.followers_2__1_.json");
	}

	@Test
	void aFileByItselfThatIsNoListIsNotLeftOutSilently() {
		assertThatExceptionOfType(UnreadableExport.class)
			.isThrownBy(() -> byThemselves("followers_1.json", "followers_2__1_.json", "following.json"))
			.withMessageContaining("neither a ZIP nor one of the lists");
	}

	@Test
	void aGapInTheNumbersOfTheFilesIsNotAWholeList() {
		assertThatExceptionOfType(UnreadableExport.class)
			.isThrownBy(() -> byThemselves("followers_1.json", "followers_3.json", "following.json"))
			.withMessageContaining("The file followers_2.json of the export is missing");
		Map<String, String> files = lists("followers_and_following/");
		files.put("followers_and_following/followers_4.json", "[]");
		assertUnreadable(Exports.zip(files), "followers_2.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"relationships_followers\":[%s,%s]}", "[%s,%s]" })
	void readsFollowersWrappedAndNot(String form) {
		String followers = form.formatted(Exports.valueEntry("ann", 5), Exports.valueEntry("ben", 5));
		assertAnnAndBen(parse(Exports.zip(Map.of(Exports.FOLLOWERS, followers, Exports.FOLLOWING, BEN))));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"title\":\"\",\"string_list_data\":[{\"href\":\"https://www.instagram.com/x\",\"value\":\"Ben\",\"timestamp\":5}]}",
			"{\"title\":\"ben\",\"string_list_data\":[{\"href\":\"https://www.instagram.com/_u/ben\",\"timestamp\":5}]}",
			"{\"title\":\"ben\",\"string_list_data\":[]}",
			"{\"title\":\"\",\"string_list_data\":[{\"href\":\"https://www.instagram.com/_u/ben\",\"value\":\"\",\"timestamp\":5}]}",
			"{\"string_list_data\":[{\"href\":\"https://www.instagram.com/ben/?hl=en\",\"timestamp\":5}]}", """
					{"timestamp":5,"media":[],"label_values":[{"label":"URL","value":"https://www.instagram.com/other"},
					{"label":"Name","value":"B"},{"label":"Username","value":"ben"}],"fbid":"1"}""",
			"""
					{"timestamp":5,"media":[],"label_values":[{"label":"Enlace","value":"https://www.instagram.com/ben"},
					{"label":"Nombre","value":"x y"},{"label":"Usuario","value":""}],"fbid":"1"}""" })
	void readsTheNameInEveryPlaceItHasStood(String entry) {
		assertThat(following("{\"relationships_following\":[" + entry + "]}")).containsExactly("ben");
		assertThat(following("[" + entry + "]")).containsExactly("ben");
		assertThat(following(entry)).as("one entry is a bare object").containsExactly("ben");
		assertThat(following("{\"relationships_following\":" + entry + "}")).containsExactly("ben");
	}

	@Test
	void undoesTheEncodingOfDisplayNames() {
		String entry = """
				{"timestamp":5,"label_values":[{"label":"Name","value":"Zo\\u00c3\\u00ab \\u00e2\\u009d\\u00a4"},
				{"label":"Username","value":"zoe"}]}""";
		Export export = parse(Exports.zip(Map.of(Exports.FOLLOWERS, "[]", Exports.FOLLOWING, entry)));
		assertThat(export.following().members(0, 1)).extracting(Member::fullName).containsExactly("Zoë ❤");
	}

	@Test
	void severalFilesOfFollowersAreOneListAndTheirOverlapIsCounted() {
		Map<String, String> files = new LinkedHashMap<>();
		String folder = "connections/followers_and_following/";
		files.put(folder + "followers_10.json", Exports.followers(List.of("ten")));
		IntStream.range(3, 10).forEach((number) -> files.put(folder + "followers_" + number + ".json", "[]"));
		files.put(folder + "followers_2.json", Exports.followers(List.of("ANN", "two")));
		files.put(folder + "followers_1.json", Exports.followers(List.of("ann", "one")));
		files.put(folder + "following.json", BEN);
		MemberList followers = parse(Exports.zip(files)).followers();
		assertThat(followers.members(0, followers.size())).extracting(Member::username)
			.containsExactly("ann", "one", "two", "ten");
		assertThat(followers.repeated()).isEqualTo(1);
	}

	@Test
	void noDataInPlaceOfAListIsAnEmptyList() {
		Export export = parse(Exports.zip(Map.of(Exports.FOLLOWERS, Exports.followers(ANN_AND_BEN),
				"connections/followers_and_following/no-data.txt", "No data")));
		assertThat(export.followers().size()).isEqualTo(2);
		assertThat(export.following().size()).isZero();
	}

	@Test
	void aMissingListIsNotAnEmptyOne() {
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWERS, "[]")), "no list of accounts that you follow");
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWING, BEN)), "no list of followers");
		assertUnreadable(Exports.zip(Map.of("media/no-data.txt", "", "a.txt", "")), "no list of followers");
		assertUnreadable(Exports.zip(Map.of()), "no list of followers");
	}

	@Test
	void anExportInHtmlIsAskedForAgainInJson() {
		String folder = "connections/followers_and_following/";
		assertUnreadable(
				Exports.zip(Map.of(folder + "followers_1.html", "<html>", folder + "following.html", "<html>")),
				"format HTML");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"relationships_following\":[", "<html>", "", "[{\"title\":\"ben\"" })
	void aBrokenListIsSaidToBeBroken(String following) {
		assertThatExceptionOfType(UnreadableExport.class).isThrownBy(() -> following(following))
			.withMessageContaining("following.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1]", "[null]", "[[]]", "\"x\"", "null", "{}", "[{}]", "{\"relationships_followers\":[]}",
			"{\"relationships_following\":7}", "[] []",
			"[{\"string_list_data\":[{\"value\":\"a\"},{\"value\":\"b\"}]}]" })
	void anUnknownFormIsNotTakenForAnEmptyList(String following) {
		assertThatExceptionOfType(UnreadableExport.class).isThrownBy(() -> following(following))
			.withMessageContaining("following.json is not in a form that is known");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not a name", "<b>", "https://www.instagram.com" })
	void anEntryWithoutANameIsNotDroppedSilently(String name) {
		assertThatExceptionOfType(UnreadableExport.class)
			.isThrownBy(() -> following("[{\"title\":\"" + name + "\",\"string_list_data\":[]}]"))
			.withMessageContaining("1 entries of the export hold no name");
	}

	@Test
	void aDamagedZipIsRefused() {
		byte[] zip = Exports.zip(lists("followers_and_following/"), WRITTEN, ZipEntry.STORED);
		byte[] cut = Arrays.copyOf(zip, zip.length - 30);
		assertUnreadable(cut, "broken");
		String text = new String(zip, StandardCharsets.ISO_8859_1);
		byte[] changed = text.replaceFirst("\"value\": \"ann\"", "\"value\": \"bob\"")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertUnreadable(changed, "broken");
	}

	@Test
	void anEncryptedZipIsRefused() {
		byte[] zip = Exports.zip(lists("followers_and_following/"));
		zip[6] |= 1;
		assertUnreadable(zip, "protected by a password");
	}

	@Test
	void twoExportsInOneUploadAreNotMixed() {
		Map<String, String> files = lists("march/followers_and_following/");
		files.putAll(lists("may/followers_and_following/"));
		assertUnreadable(Exports.zip(files), "more than one export");
	}

	@Test
	void aZipBombEndsAtTheBound() {
		String spaces = " ".repeat(30_000_000);
		byte[] zip = Exports.zip(Map.of(Exports.FOLLOWERS, "[" + spaces + "]", Exports.FOLLOWING, BEN));
		assertThat(zip.length).isLessThan(100_000);
		assertUnreadable(zip, "too large once unpacked");
	}

	@Test
	void entriesAndMembersAreBounded() {
		this.bounds = bounds(1 << 20, 10, 5);
		Map<String, String> files = lists("followers_and_following/");
		IntStream.range(0, 10).forEach((i) -> files.put("media/" + i + ".jpg", ""));
		assertUnreadable(Exports.zip(files), "too many files");
		List<String> six = List.of("a", "b", "c", "d", "e", "f");
		assertUnreadable(Exports.zip(Map.of(Exports.FOLLOWERS, Exports.followers(six), Exports.FOLLOWING, BEN)),
				"more than 5 members");
	}

	@Test
	void namesOfEntriesLeadNowhere() throws IOException {
		Map<String, String> files = lists("../../followers_and_following/");
		assertAnnAndBen(parse(Exports.zip(files)));
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).hasSize(1);
		}
	}

	private static void assertAnnAndBen(Export export) {
		assertThat(export.followers().members(0, export.followers().size())).extracting(Member::username)
			.containsExactly("ann", "ben");
		assertThat(export.following().members(0, export.following().size())).extracting(Member::username)
			.containsExactly("ben");
		assertThat(export.followersCut()).isFalse();
	}

	private List<String> following(String json) {
		MemberList list = parse(Exports.zip(Map.of(Exports.FOLLOWERS, "[]", Exports.FOLLOWING, json))).following();
		return list.members(0, list.size()).stream().map(Member::username).toList();
	}

	private void assertUnreadable(byte[] upload, String part) {
		assertThatExceptionOfType(UnreadableExport.class).isThrownBy(() -> parse(upload)).withMessageContaining(part);
	}

	// Each file holds one person, who is called after it.
	private Export byThemselves(String... names) {
		List<UploadedFile> files = Stream.of(names)
			.map((name) -> file(name, bytes(Exports.followers(List.of("in." + name.replaceAll("[^a-z0-9._]", "_"))))))
			.toList();
		return new ExportParser(this.bounds).parse(files, allowance());
	}

	private Export parse(byte[] upload) {
		return new ExportParser(this.bounds).parse(List.of(file("upload", upload)), allowance());
	}

	private UploadedFile file(String name, byte[] content) {
		try {
			return new UploadedFile(name, Files.write(this.directory.resolve(name), content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Allowance allowance() {
		return new Allowance(this.bounds.mostUncompressed().toBytes());
	}

	private static Map<String, String> lists(String folder) {
		Map<String, String> files = new LinkedHashMap<>();
		files.put(folder + "followers_1.json", Exports.followers(ANN_AND_BEN));
		files.put(folder + "following.json", BEN);
		return files;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static DataExportProperties bounds(int bytes, int entries, int members) {
		return new DataExportProperties(DataSize.ofBytes(bytes), entries, members, 1000, null);
	}

}
