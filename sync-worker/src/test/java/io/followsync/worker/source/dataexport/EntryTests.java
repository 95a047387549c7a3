package io.followsync.worker.source.dataexport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntryTests {

	@ParameterizedTest
	@CsvSource({ "plain,plain", "Zo\u00c3\u00ab,Zoë", "\u00f0\u009f\u009a\u00b2,🚲", "Zoë,Zoë", "שלום,שלום",
			"\u00c3,\u00c3", "'',''" })
	void decodesMojibakeAndNothingElse(String written, String meant) {
		assertThat(Entry.decodeMojibake(written)).isEqualTo(meant);
	}

}
