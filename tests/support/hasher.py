"""A quick password hasher whose hashes every process can read: the algorithm is the real one, once round."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    iterations = 1
