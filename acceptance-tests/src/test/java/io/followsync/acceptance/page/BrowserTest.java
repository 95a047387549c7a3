package io.followsync.acceptance.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests in a browser, whose {@link Owner} is a parameter of its methods. A
 * violation of the page's content policy, an error in its modules or a request to another
 * host fails the test. Skipped with a warning where no Chromium is installed.
 */
@Tag("browser")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Chromium.class)
@interface BrowserTest {

	/** Whether all tests of the class have the same owner, and so may share a tab. */
	boolean oneOwner() default false;

}
