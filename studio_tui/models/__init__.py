"""The studio's database: its file, its tables (`tables` names them all) and their migrations."""
