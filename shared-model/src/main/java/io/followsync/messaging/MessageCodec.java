package io.followsync.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

import io.followsync.job.JobId;
import io.followsync.job.JobProgress;
import io.followsync.job.Lane;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of the messages: an object with {@code "v":1}. Unknown fields are
 * ignored, so that a newer writer does not stop an older reader. Decoding anything else
 * that is not known throws {@link UnreadableMessageException}.
 */
public final class MessageCodec {

	private static final int VERSION = 1;

	private static final int MAX_BYTES = 16_384;

	private final JsonMapper json = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	public byte[] encode(SyncRequest request) {
		return this.json.writeValueAsBytes(new RequestForm(VERSION, request.job().value(), request.lane().value()));
	}

	public byte[] encode(ProgressEvent event) {
		return this.json.writeValueAsBytes(new ProgressForm(VERSION, event.job().value(), event.progress()));
	}

	public SyncRequest decodeRequest(byte @Nullable [] value) {
		RequestForm form = read(value, RequestForm.class);
		requireVersion(form.v());
		try {
			return new SyncRequest(new JobId(form.job()), new Lane(form.lane()));
		}
		catch (IllegalArgumentException ex) {
			throw new UnreadableMessageException("not a lane");
		}
	}

	public ProgressEvent decodeProgress(byte @Nullable [] value) {
		ProgressForm form = read(value, ProgressForm.class);
		requireVersion(form.v());
		return new ProgressEvent(new JobId(form.job()), form.progress());
	}

	/** The key of a record, from a lane or a job. */
	public static byte[] key(Object id) {
		return id.toString().getBytes(StandardCharsets.UTF_8);
	}

	private <T> T read(byte @Nullable [] value, Class<T> form) {
		if (value == null) {
			throw new UnreadableMessageException("no value");
		}
		if (value.length > MAX_BYTES) {
			throw new UnreadableMessageException("larger than " + MAX_BYTES + " bytes");
		}
		try {
			T read = this.json.readValue(value, form);
			if (read == null) {
				throw new UnreadableMessageException("null");
			}
			return read;
		}
		catch (JacksonException ex) {
			// The parser's message may quote the record, so it is not passed on.
			throw new UnreadableMessageException("not the JSON of a " + form.getSimpleName());
		}
	}

	private static void requireVersion(int version) {
		if (version != VERSION) {
			throw new UnreadableMessageException("version " + version + " is not known");
		}
	}

	private record RequestForm(int v, UUID job, String lane) {

		RequestForm {
			Objects.requireNonNull(job);
			Objects.requireNonNull(lane);
		}

	}

	private record ProgressForm(int v, UUID job, JobProgress progress) {

		ProgressForm {
			Objects.requireNonNull(job);
			Objects.requireNonNull(progress);
		}

	}

	/**
	 * A record cannot be decoded and belongs in the dead letters. The message quotes
	 * nothing of it but its version.
	 */
	public static final class UnreadableMessageException extends RuntimeException {

		UnreadableMessageException(String reason) {
			super(reason);
		}

	}

}
