package io.followsync.gateway.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors of one call, for the OpenAPI document, which lists each with its status and
 * body. Not named are 500, and 503 for an unavailable database, which apply to every
 * call, 403 for a foreign origin, to every call that changes something, and 408 for a
 * slow body, to every call that has one.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiErrors {

	ErrorCode[] value();

}
