package io.followsync.worker.source.websession;

import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.followsync.job.ListKind;
import io.followsync.worker.source.Answer;
import io.followsync.worker.source.DeclaredCounts;
import io.followsync.worker.source.Page;
import io.followsync.worker.source.Relation;
import io.followsync.worker.source.SessionCheck;
import io.followsync.worker.source.SourceFailure.Malformed;
import io.followsync.worker.source.SourceFailure.Transient;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses an answer that is not a failure, or describes why it cannot be parsed.
 */
final class Answers {

	private final JsonMapper json;

	private final AnswerParser parser;

	Answers(JsonMapper json) {
		this.json = json;
		this.parser = new AnswerParser(json);
	}

	Answer<Page> page(ListKind list, RawAnswer answer) {
		return read(answer, () -> this.parser.page(list, answer.body()));
	}

	Answer<DeclaredCounts> counts(RawAnswer answer) {
		return read(answer, () -> this.parser.counts(answer.body()));
	}

	Answer<SessionCheck> look(RawAnswer answer) {
		return read(answer, () -> new SessionCheck(this.parser.page(ListKind.FOLLOWING, answer.body()).viewer()));
	}

	Answer<SessionCheck> whoAmI(RawAnswer answer) {
		return read(answer, () -> new SessionCheck(this.parser.viewer(answer.body())));
	}

	Answer<Relation> relation(RawAnswer answer) {
		return read(answer, () -> this.parser.relation(answer.body()));
	}

	private <T> Answer<T> read(RawAnswer answer, Supplier<T> parse) {
		try {
			return new Answer.Delivered<>(parse.get());
		}
		catch (WrongShape ex) {
			return new Answer.Failed<>(malformed(answer, ex.what()));
		}
		catch (JacksonException ex) {
			// The parser's message may quote the body, so it is not passed on.
			return new Answer.Failed<>(truncated(ex, answer.body()) ? new Transient("truncated body")
					: malformed(answer, "not the JSON that was asked for"));
		}
	}

	private Malformed malformed(RawAnswer answer, String what) {
		return new Malformed(what + ": " + answer.shape() + ", keys " + Envelope.read(this.json, answer.body()).keys());
	}

	/**
	 * Whether the body ends too early. Where a literal or a character is cut, the parser
	 * does not say so; then nothing but letters follows the error.
	 */
	private static boolean truncated(JacksonException ex, byte[] body) {
		if (ex instanceof UnexpectedEndOfInputException) {
			return true;
		}
		long stumbled = ex.getLocation().getByteOffset();
		return stumbled >= 0 && IntStream.range((int) Math.min(stumbled, body.length), body.length)
			.allMatch((i) -> Character.isLetter(body[i]));
	}

}
