package io.followsync.worker.source.dataexport;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListFilesTests extends AbstractExportParserTests {

	private static final String TWO = Exports.followers(List.of("ann", "ben"));

	private static final String THREE = Exports.followers(List.of("ann", "ben", "cleo"));

	@ParameterizedTest
	@CsvSource({ "followers_1.json followers_3.json, followers_2.json", "followers_2.json, followers_1.json",
			"followers.json followers_3.json, followers_2.json", "followers_999999.json, followers_1.json" })
	void namesTheMissingFile(String names, String missing) {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> parseLoose((names + " following.json").split(" ")))
			.withMessageContaining("The file " + missing + " of the export is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "followers.json", "followers_1.json", "followers_1(1).json",
			"followers_1.json|followers_2 (1).json",
			"followers_2.json|followers_10.json|followers_1.json"
					+ "|followers_3.json|followers_4.json|followers_5.json|followers_6.json|followers_7.json|followers_8.json|followers_9.json",
			"followers.json|followers_2.json", "followers_0.json|followers_1.json" })
	void acceptsACompleteList(String names) {
		assertThat(parseLoose((names + "|following.json").split("[|]")).followers().size())
			.isEqualTo(names.split("[|]").length);
	}

	@ParameterizedTest
	@CsvSource({ "followers_1 (1).json, followers_1.json", "followers_1(1).json, followers_1.json",
			"followers.json, followers_1.json", "followers_2.json, followers_2 (1).json" })
	void twoDifferentFilesOfOneNumberAreTwoDownloads(String one, String other) {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(
					() -> parse(file(one, bytes(TWO)), file(other, bytes(THREE)), file("following.json", bytes(BEN))))
			.withMessageContaining(one)
			.withMessageContaining(other)
			.withMessageContaining("two downloads");
	}

	@Test
	void twoDifferentFilesOfFollowingAreTwoDownloads() {
		assertThatExceptionOfType(UnreadableExportException.class)
			.isThrownBy(() -> parse(file("followers_1.json", bytes(TWO)), file("following.json", bytes(BEN)),
					file("following(1).json", bytes(Exports.following(List.of("ben", "dora"))))))
			.withMessageContaining("following.json and following(1).json");
	}

	@Test
	void identicalCopiesCountOnce() {
		Export export = parse(file("followers_1.json", bytes(TWO)), file("followers_1 (1).json", bytes(TWO)),
				file("following (2).json", bytes(BEN)));
		assertAnnAndBen(export);
		assertThat(export.followers().repeated()).isZero();
	}

	private Export parse(ExportParser.UploadedFile... files) {
		return new ExportParser(this.bounds).parse(List.of(files), false, limit());
	}

}
