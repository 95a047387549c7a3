package io.followsync.acceptance.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A class of tests on a running stack, which is a parameter of its methods. Classes that
 * name the same stack share it, one after another; nothing else runs meanwhile.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningStack.class)
@Isolated("there is one stack at a time")
public @interface StackTest {

	StackKind value();

}
