package dev.ninestep.fold;

/// The state of whatever one key of the log names.
public sealed interface Aggregate permits Grant, Client, Account, OneTime, Guesses {}
