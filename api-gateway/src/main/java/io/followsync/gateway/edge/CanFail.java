package io.followsync.gateway.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors of one call, for the OpenAPI document, which lists each with its status and
 * body. 500, and 503 for an unavailable database, apply to every call and are not named.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CanFail {

	ErrorCode[] value();

}
