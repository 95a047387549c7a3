package io.followsync.dataexport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page is held to the same table by ExportNamesBrowserTests. */
class ExportFileNameTests {

	@ParameterizedTest
	@CsvFileSource(resources = "/dataexport/file-names.csv", quoteCharacter = '"')
	void knowsEveryFileByItsName(String path, ExportFileName.Kind kind, int number) {
		ExportFileName name = ExportFileName.of(path);
		assertThat(name.kind()).isEqualTo(kind);
		assertThat(name.number()).isEqualTo(number);
		assertThat(path).endsWith(name.name());
	}

}
