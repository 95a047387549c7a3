package io.followsync.worker.source.dataexport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.followsync.worker.source.Page.Member;
import io.followsync.worker.source.dataexport.Export.Coverage;
import io.followsync.worker.source.dataexport.ExportParser.UploadedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExportParserTests extends AbstractExportParserTests {

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
	void ignoresWhatADesktopOrTheRestOfTheExportAdds() {
		Map<String, String> files = lists("root/connections/followers_and_following/");
		files.put("__MACOSX/root/connections/followers_and_following/._followers_1.json", "\0\0binary");
		files.put("__MACOSX/root/connections/followers_and_following/followers_2.json", "\0\0binary");
		files.put("root/connections/followers_and_following/._following.json", "\0\0binary");
		files.put("root/connections/followers_and_following/following_hashtags.json", "[broken");
		files.put("root/connections/followers_and_following/blocked_profiles.json", "[broken");
		assertAnnAndBen(parse(Exports.zip(files)));
	}

	@Test
	void readsTwoLooseFiles() {
		List<UploadedFile> files = List.of(file("followers_1.json", bytes(Exports.followers(ANN_AND_BEN))),
				file("following.json", bytes(BEN)));
		assertAnnAndBen(new ExportParser(this.bounds).parse(files, false, limit()));
	}

	@Test
	void readsAFileThatABrowserSavedTwice() {
		Export export = parseLoose("followers_1.json", "followers_2 (1).json", "following.json");
		assertThat(export.followers().members(0, 2, Coverage.FULL)).extracting(Member::username)
			.containsExactly("in.followers_1.json", "in.followers_2__1_.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"relationships_followers\":[%s,%s]}", "[%s,%s]" })
	void readsFollowersWithAndWithoutAWrapper(String form) {
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
	void readsTheNameInEveryKnownPlace(String entry) {
		assertThat(following("{\"relationships_following\":[" + entry + "]}")).containsExactly("ben");
		assertThat(following("[" + entry + "]")).containsExactly("ben");
		assertThat(following(entry)).as("one entry is a bare object").containsExactly("ben");
		assertThat(following("{\"relationships_following\":" + entry + "}")).containsExactly("ben");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://instagram.com/ben", "https://www.instagram.com/_u/ben",
			"https://WWW.Instagram.com/ben/", "https://m.instagram.com/ben#x", "https://www.threads.net/@ben",
			"https://www.threads.com/ben" })
	void readsTheNameInALinkToAProfile(String link) {
		assertThat(following("[{\"title\":\"\",\"string_list_data\":[{\"href\":\"" + link + "\"}]}]"))
			.containsExactly("ben");
	}

	@Test
	void decodesMojibakeInDisplayNames() {
		String entry = """
				{"timestamp":5,"label_values":[{"label":"Name","value":"Zo\\u00c3\\u00ab \\u00e2\\u009d\\u00a4"},
				{"label":"Username","value":"zoe"}]}""";
		Export export = parse(Exports.zip(Map.of(Exports.FOLLOWERS, "[]", Exports.FOLLOWING, entry)));
		assertThat(export.following().members(0, 1, Coverage.FULL)).extracting(Member::fullName)
			.containsExactly("Zoë ❤");
	}

	@Test
	void joinsSeveralFilesOfFollowersAndCountsTheirOverlap() {
		Map<String, String> files = new LinkedHashMap<>();
		String folder = "connections/followers_and_following/";
		files.put(folder + "followers_10.json", Exports.followers(List.of("ten")));
		IntStream.range(3, 10).forEach((number) -> files.put(folder + "followers_" + number + ".json", "[]"));
		files.put(folder + "followers_2.json", Exports.followers(List.of("ANN", "two")));
		files.put(folder + "followers_1.json", Exports.followers(List.of("ann", "one")));
		files.put(folder + "following.json", BEN);
		MemberList followers = parse(Exports.zip(files)).followers();
		assertThat(followers.members(0, followers.size(), Coverage.FULL)).extracting(Member::username)
			.containsExactly("ann", "one", "two", "ten");
		assertThat(followers.repeated()).isEqualTo(1);
	}

	@Test
	void noDataInsteadOfAListIsAnEmptyList() {
		Export export = parse(Exports.zip(Map.of(Exports.FOLLOWERS, Exports.followers(ANN_AND_BEN),
				"connections/followers_and_following/no-data.txt", "No data")));
		assertThat(export.followers().size()).isEqualTo(2);
		assertThat(export.following().size()).isZero();
	}

	@Test
	void writesNothingToThePathsOfEntries() throws IOException {
		Map<String, String> files = lists("../../followers_and_following/");
		assertAnnAndBen(parse(Exports.zip(files)));
		try (Stream<Path> left = Files.list(this.directory)) {
			assertThat(left).hasSize(1);
		}
	}

}
