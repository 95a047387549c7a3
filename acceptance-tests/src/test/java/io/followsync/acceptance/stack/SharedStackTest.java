package io.followsync.acceptance.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A class of tests on the quiet stack that neither change it for others nor look at
 * others' jobs. Such classes and their tests run side by side, before all
 * {@link StackTest} classes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface SharedStackTest {

}
