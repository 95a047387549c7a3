package io.followsync.runtime.database;

import java.util.concurrent.TimeoutException;

import io.r2dbc.spi.R2dbcNonTransientException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseOutageTests {

	@ParameterizedTest
	@CsvSource({ "08006, true", "28P01, true", "28000, true", "53300, true", "57P01, true", "58030, true",
			"23505, false", "42501, false", "42703, false", "22P02, false", ", false" })
	void recognizesOutagesBySqlState(String sqlState, boolean outage) {
		assertThat(DatabaseOutage.caused(new IllegalStateException(new Answered(sqlState)))).isEqualTo(outage);
	}

	@Test
	void recognizesOutagesByExceptionType() {
		assertThat(DatabaseOutage.caused(new R2dbcNonTransientResourceException("closed"))).isTrue();
		assertThat(DatabaseOutage.caused(new DataAccessResourceFailureException("closed"))).isTrue();
		assertThat(DatabaseOutage.caused(new TimeoutException())).isTrue();
		assertThat(DatabaseOutage.caused(new IllegalStateException())).isFalse();
	}

	private static final class Answered extends R2dbcNonTransientException {

		private static final long serialVersionUID = 1L;

		Answered(String sqlState) {
			super("answered", sqlState);
		}

	}

}
