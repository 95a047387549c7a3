/**
 * How people become owners and stay signed in. A <em>sign-in</em> is one attempt to prove
 * control of an account: a job asks Instagram whose session was submitted, and once it is
 * <em>proven</em>, whoever holds its secret <em>exchanges</em> it for a browser session,
 * after an <em>approval</em> by another browser if the account belongs to an owner who is
 * signed in there. A web session is the only proof so far; one by OAuth would end in the
 * same exchange. Sessions and tokens are verified in package {@code access}.
 */
@NullMarked
package io.followsync.gateway.signin;

import org.jspecify.annotations.NullMarked;
