package io.followsync.stack.supervision;

import java.time.Duration;

/** Reports what happens to the parts. Called from several threads. */
public interface SupervisionListener {

	/** A part ended, or its restart failed, and it will be restarted after the pause. */
	void failed(String part, String reason, Duration pause);

	/** A part is ready again. */
	void restarted(String part);

	/** A part failed so often in a row that it is not restarted any more. */
	void gaveUp(String part, String reason, int failures);

}
