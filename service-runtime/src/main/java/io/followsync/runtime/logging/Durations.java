package io.followsync.runtime.logging;

import java.time.Duration;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

public final class Durations {

	private Durations() {
	}

	/** As {@code 1m30s}. */
	public static String print(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

}
