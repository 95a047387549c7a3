package io.followsync.worker.source.websession;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.followsync.job.AccountId;
import io.followsync.worker.source.ListReader.Answer;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import io.followsync.worker.source.ListReader.Relation;
import io.followsync.worker.source.ListReader.SessionCheck;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.Transient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the responses that are not failures; {@link PageParser} parses those that are
 * pages. Each parser ignores unknown fields, and throws a {@link JacksonException} if a
 * body is not JSON or has other types.
 */
final class AnswerParser {

	/**
	 * Parses a body that is either a page or anything else: empty if it is anything else.
	 */
	static <T> Optional<Answer<T>> parsePage(InstagramResponse response, Function<byte[], T> parser) {
		try {
			return Optional.of(new Answer.Delivered<>(parser.apply(response.body())));
		}
		catch (UnexpectedShapeException | JacksonException ex) {
			return Optional.empty();
		}
	}

	/** Parses a body, or describes why it cannot be parsed, without quoting it. */
	static <T> Answer<T> parse(InstagramResponse response, Function<byte[], T> parser) {
		try {
			return new Answer.Delivered<>(parser.apply(response.body()));
		}
		catch (UnexpectedShapeException ex) {
			return new Answer.Failed<>(malformed(ex.getMessage(), response));
		}
		catch (JacksonException ex) {
			// The message of the exception may quote the body, so it is not passed on.
			return new Answer.Failed<>(isTruncated(response.body(), ex) ? new Transient("truncated body")
					: malformed("not the JSON that was requested", response));
		}
	}

	/**
	 * @throws UnexpectedShapeException if it names no user
	 */
	static DeclaredCounts declaredCounts(byte[] body) {
		Profile profile = JsonMapper.shared().readValue(body, Profile.class);
		if (profile == null || profile.user() == null) {
			throw new UnexpectedShapeException("a profile without user");
		}
		return new DeclaredCounts(count(profile.user().followers()), count(profile.user().following()),
				username(profile.user().username()));
	}

	private static @Nullable Long count(@Nullable Long count) {
		return (count != null && count >= 0) ? count : null;
	}

	private static @Nullable String username(@Nullable String username) {
		return (username != null && JsonValues.isUsername(username)) ? username : null;
	}

	/**
	 * The account that a session belongs to, and its name; the viewer is null where the
	 * response names nobody.
	 * @throws UnexpectedShapeException if it is no such response, or names a user without
	 * an id
	 */
	static SessionCheck viewer(byte[] body) {
		Viewer viewer = JsonMapper.shared().readValue(body, Viewer.class);
		if (viewer == null || viewer.data() == null) {
			throw new UnexpectedShapeException("an answer without data");
		}
		Viewer.User user = viewer.data().user();
		return (user != null) ? new SessionCheck(new AccountId(id(user.id())), username(user.username()))
				: new SessionCheck(null);
	}

	private static long id(@Nullable JsonNode node) {
		char[] digits = (node != null && (node.isString() || node.isIntegralNumber())) ? node.asString().toCharArray()
				: new char[0];
		long id = JsonValues.positive(digits, 0, digits.length);
		if (id <= 0) {
			throw new UnexpectedShapeException("a user without a positive id of 64 bits");
		}
		return id;
	}

	/**
	 * Of the failures, only that of a gone member comes here.
	 * @throws UnexpectedShapeException if it does not show both directions
	 */
	static Relation relation(byte[] body) {
		Friendship friendship = JsonMapper.shared().readValue(body, Friendship.class);
		if (friendship != null && "fail".equals(friendship.status())) {
			return Relation.GONE;
		}
		if (friendship == null || friendship.following() == null || friendship.followedBy() == null) {
			throw new UnexpectedShapeException("a relation that leaves open who follows whom");
		}
		return new Relation(friendship.following(), friendship.followedBy());
	}

	private static Malformed malformed(@Nullable String what, InstagramResponse response) {
		return new Malformed(what + ": " + response.shapeWithKeys());
	}

	/**
	 * Whether the body ends too early. Where a literal or a character is cut, the parser
	 * does not say so; then nothing but letters follows the error.
	 */
	private static boolean isTruncated(byte[] body, JacksonException ex) {
		if (ex instanceof UnexpectedEndOfInputException) {
			return true;
		}
		long position = ex.getLocation().getByteOffset();
		return position >= 0 && IntStream.range((int) Math.min(position, body.length), body.length)
			.allMatch((i) -> Character.isLetter(body[i]));
	}

	/**
	 * A body that is JSON, but not of the expected shape. The message quotes none of its
	 * values.
	 */
	static final class UnexpectedShapeException extends RuntimeException {

		UnexpectedShapeException(String message) {
			super(message);
		}

	}

	private record Profile(@Nullable User user) {

		private record User(@JsonProperty("follower_count") @Nullable Long followers,
				@JsonProperty("following_count") @Nullable Long following, @Nullable String username) {
		}

	}

	private record Viewer(@Nullable Data data) {

		private record Data(@Nullable User user) {
		}

		private record User(@Nullable JsonNode id, @Nullable String username) {
		}

	}

	private record Friendship(@Nullable Boolean following, @JsonProperty("followed_by") @Nullable Boolean followedBy,
			@Nullable String status) {
	}

}
