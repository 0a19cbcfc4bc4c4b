"""Jujiao (聚焦): the operations platform of a residential property company, in which its regulation runs by itself."""
