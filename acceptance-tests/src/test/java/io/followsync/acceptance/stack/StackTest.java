package io.followsync.acceptance.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests over a running stack with two workers, which is a parameter of its
 * methods. The classes that name the same stack share it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningStack.class)
public @interface StackTest {

	/** Its name; there is one stack at a time. */
	String value();

	/** For classes that leave everything running. */
	String QUIET = "quiet";

	/** For classes that take parts of it away. All of it runs at the start of a test. */
	String ROUGH = "rough";

}
