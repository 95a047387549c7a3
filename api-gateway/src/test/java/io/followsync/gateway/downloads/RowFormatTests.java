package io.followsync.gateway.downloads;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The page's exporter is tested with the same table. */
class RowFormatTests {

	@ParameterizedTest
	@MethodSource
	void noCellIsAFormulaWhateverTheSeparator(String text, String cell) {
		assertThat(RowFormat.cell(text)).isEqualTo(cell);
	}

	static Stream<Arguments> noCellIsAFormulaWhateverTheSeparator() throws IOException {
		try (InputStream table = RowFormatTests.class.getResourceAsStream("/csv/cells.json")) {
			return JsonMapper.shared()
				.readTree(table)
				.valueStream()
				.map((row) -> arguments(row.path("text").stringValue(), row.path("cell").stringValue()));
		}
	}

}
