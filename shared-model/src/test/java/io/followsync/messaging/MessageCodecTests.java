package io.followsync.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.followsync.job.AccountId;
import io.followsync.job.FailureKind;
import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.JobState;
import io.followsync.job.Lane;
import io.followsync.job.VerdictKind;
import io.followsync.job.WaitReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageCodecTests {

	private final MessageCodec codec = new MessageCodec();

	@Test
	void aRequestSurvivesTheWay() {
		SyncRequest request = new SyncRequest(JobId.next(), Lane.ofAccount(new AccountId(9007199254740993L)));

		assertThat(this.codec.decodeRequest(this.codec.encode(request))).isEqualTo(request);
	}

	@Test
	void progressSurvivesTheWay() {
		JobProgress progress = new JobProgress(7, JobState.PARKED, JobProgress.Phase.FOLLOWING,
				new JobProgress.Lists(new JobProgress.ListProgress(130, 131L, 6, 1, VerdictKind.COMPLETE),
						JobProgress.ListProgress.NONE),
				WaitReason.COOLDOWN, Instant.parse("2026-11-22T10:15:30.123456Z"), null,
				Instant.parse("2026-11-22T10:00:00Z"));
		ProgressEvent event = new ProgressEvent(JobId.next(), progress);

		assertThat(this.codec.decodeProgress(this.codec.encode(event))).isEqualTo(event);
	}

	@Test
	void olderFailuresGetTheAdviceOfTheirKind() {
		String text = """
				{"v":1,"job":"01890a5d-ac96-774b-bcce-b302099a8057","progress":{"seq":9,"state":"FAILED",
				 "lists":{"followers":{"fetched":0,"pages":0,"walk":1},"following":{"fetched":0,"pages":0,"walk":1}},
				 "failure":{"kind":"UNAVAILABLE","message":"Instagram did not answer."},"at":"2026-11-22T10:00:00Z"}}""";

		assertThat(this.codec.decodeProgress(text.getBytes(StandardCharsets.UTF_8)).progress().failure())
			.isEqualTo(new JobProgress.Failure(FailureKind.UNAVAILABLE, "Instagram did not answer."))
			.satisfies((failure) -> assertThat(failure.advice()).isEqualTo(FailureKind.UNAVAILABLE.advice()));
	}

	@Test
	void fieldsOfANewerWriterAreIgnored() {
		String text = "{\"v\":1,\"job\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"lane\":\"a:5\",\"new\":{}}";

		assertThat(this.codec.decodeRequest(text.getBytes(StandardCharsets.UTF_8)).lane().value()).isEqualTo("a:5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "not json", "{}", "{\"v\":1}", "{\"v\":1,\"job\":null,\"lane\":\"a:5\"}",
			"{\"v\":2,\"job\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"lane\":\"a:5\"}",
			"{\"v\":1,\"job\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"lane\":\"secret lane\"}",
			"{\"v\":1,\"job\":\"secret\",\"lane\":\"a:5\"}" })
	void poisonIsRefusedWithAReasonThatQuotesNothing(String text) {
		assertThatExceptionOfType(MessageCodec.UnreadableMessageException.class)
			.isThrownBy(() -> this.codec.decodeRequest(text.getBytes(StandardCharsets.UTF_8)))
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"lists\":{}", "\"lists\":{\"followers\":{\"fetched\":0,\"pages\":0,\"walk\":1}}",
			"\"lists\":null" })
	void progressWithoutBothListsIsPoison(String lists) {
		String text = "{\"v\":1,\"job\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"progress\":{\"seq\":9,\"state\":\"RUNNING\","
				+ lists + ",\"at\":\"2026-11-22T10:00:00Z\"}}";

		assertThatExceptionOfType(MessageCodec.UnreadableMessageException.class)
			.isThrownBy(() -> this.codec.decodeProgress(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aRecordWithoutAValueIsPoisonToo() {
		assertThatExceptionOfType(MessageCodec.UnreadableMessageException.class)
			.isThrownBy(() -> this.codec.decodeProgress(null));
	}

	@Test
	void whatIsTooLargeIsNotEvenParsed() {
		assertThatExceptionOfType(MessageCodec.UnreadableMessageException.class)
			.isThrownBy(() -> this.codec.decodeRequest(new byte[1_000_000]))
			.withMessageContaining("larger");
	}

}
