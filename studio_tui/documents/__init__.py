"""Printed documents: plain values in, bytes out."""
